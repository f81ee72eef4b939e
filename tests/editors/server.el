;;; server.el --- Drives the language server from Emacs: FILE-OF-THE-MODE FILE  -*- lexical-binding: t; -*-

(require 'eglot)
(require 'flymake)
(load (nth 0 command-line-args-left))

(defun hold (yes &rest words)
  "Fail with WORDS unless YES."
  (unless yes (error "%s" (apply #'format words))))

(defun wait (words fits)
  "Wait until FITS says so; fail with WORDS."
  (let ((left 400))
    (while (and (> left 0) (not (funcall fits)))
      (accept-process-output nil 0.05)
      (setq left (1- left)))
    (hold (> left 0) "%s" words)))

(defun go (pattern)
  (goto-char (point-min))
  (re-search-forward pattern)
  (goto-char (match-beginning 0)))

(defun found (words)
  "Whether WORDS are said of the text."
  (flymake-start)
  (seq-find (lambda (it) (string-match-p words (flymake-diagnostic-text it))) (flymake-diagnostics)))

(setq eglot-sync-connect 20 eglot-autoshutdown t eglot-confirm-server-edits nil
      make-backup-files nil inhibit-message t)
(find-file (nth 1 command-line-args-left))
(hold (eq major-mode 'charter-mode) "the mode is %s" major-mode)
(apply #'eglot (eglot--guess-contact))
(flymake-mode 1)
(let ((original (buffer-string)) (server (eglot-current-server)))
  ;; A mistake is seen, and mended.
  (go "quarterly on the 2nd Tuesday")
  (replace-match "weekly on Tuesday")
  (eglot--signal-textDocument/didChange)
  (wait "the mistake is not seen" (lambda () (found "meets weekly")))
  (go "weekly on")
  (let* ((actions (append (eglot-code-actions (point) nil "quickfix" nil) nil))
         (fix (seq-find (lambda (it) (not (string-prefix-p "allow" (plist-get it :title)))) actions)))
    (hold fix "nothing mends it: %S" actions)
    (eglot-execute server fix))
  (hold (not (string-match-p "weekly on" (buffer-string))) "not mended:\n%s" (buffer-string))
  (erase-buffer)
  (insert original)
  (eglot--signal-textDocument/didChange)
  ;; What stands under the cursor, and what is known beside it.
  (go "vp-product")
  (let ((hover (jsonrpc-request server :textDocument/hover (eglot--TextDocumentPositionParams))))
    (hold (string-match-p "Maya Lindqvist" (format "%S" hover)) "hover says %S" hover))
  (let ((hints (jsonrpc-request server :textDocument/inlayHint
                                (list :textDocument (eglot--TextDocumentIdentifier)
                                      :range (list :start '(:line 0 :character 0)
                                                   :end '(:line 100 :character 0))))))
    (hold (> (length hints) 0) "no hint is given"))
  ;; There.
  (let ((places (jsonrpc-request server :textDocument/definition (eglot--TextDocumentPositionParams))))
    (hold (string-match-p "vice-presidents" (format "%S" places)) "jumps to %S" places))
  ;; Out of order, and in order.
  (go "^  owner +")
  (replace-match "  owner ")
  (eglot--signal-textDocument/didChange)
  (eglot-format-buffer)
  (hold (equal (buffer-string) original) "formatted:\n%s" (buffer-string))
  ;; Another name.
  (go "vp-product")
  (eglot-rename "head-of-product")
  (hold (string-match-p "owner +head-of-product" (buffer-string)) "not renamed:\n%s" (buffer-string))
  (save-some-buffers t)
  (eglot-shutdown server))
(princ "as it must be\n")
